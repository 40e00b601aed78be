"""Partners: the stakeholder relationship manager of a district office.

The house, from the roof down. A folder imports only from floors below its own;
`pyproject.toml` has the same drawing as contracts that `make lint` checks.

    application                                     ROOF    makes the app
    commands | navigation | reactions | roles               what joins the capabilities
    transfers | upkeep | demo                       DOORS   lists as files; many changed at once, taken back; the report
    today | reports | search | maps                 LENSES  look at everything, own nothing
    agreements                                      WORK    pipelines, stages, council consent
    interactions                                            history of dealings
    directory                                       PEOPLE  partners, contacts, ties, documents
    accounts | files | papers                       DESK    users, teams, sessions; attachments; HWPX, DOCX, PDF
    lists | geography                                       list machinery, saved views; where places lie
    audit                                           GROUND  who changed what, who saw whom
    foundation                                              settings, database, access, forms, words

Inside a capability the rooms go, top to bottom: views, forms, jobs, actions,
queries, rules, models, permissions, events.
"""
