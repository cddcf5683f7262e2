"""From rounds to counts: the one pass over the answers, in memory or inside a database, and the tables it leaves."""
