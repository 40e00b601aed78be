"""Pure decisions about cases: what a gate still lacks, which moves exist, what the council's word does."""
