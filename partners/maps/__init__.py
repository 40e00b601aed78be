"""The map: a folium document with its own base map, and partners as rows of JSON. A lens: it writes nothing."""
