"""Every read of the agreements: single cases, the list, the board, a partner's panels."""
