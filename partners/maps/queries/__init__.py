"""Every read of the map."""

from partners.maps.queries.areas import by_country as by_country
from partners.maps.queries.areas import by_district as by_district
from partners.maps.queries.conditions import IS_LOCATED as IS_LOCATED
from partners.maps.queries.counts import Counts as Counts
from partners.maps.queries.counts import count_located as count_located
from partners.maps.queries.counts import counts as counts
from partners.maps.queries.crowds import crowds_in as crowds_in
from partners.maps.queries.exchanges import exchanges_with_cities as exchanges_with_cities
from partners.maps.queries.located import PERSONS as PERSONS
from partners.maps.queries.located import Located as Located
from partners.maps.queries.located import PartnerTie as PartnerTie
from partners.maps.queries.located import beside_the_map as beside_the_map
from partners.maps.queries.located import located as located
from partners.maps.queries.located import located_by_id as located_by_id
from partners.maps.queries.located import table_page as table_page
from partners.maps.queries.slim import closest_ties as closest_ties
from partners.maps.queries.slim import silent_ids as silent_ids
from partners.maps.queries.slim import slim_rows as slim_rows
