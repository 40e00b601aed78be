"""One box over everything: partners, contacts, agreements, interactions, documents. It owns no record of them."""
