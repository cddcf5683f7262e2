"""From files to rounds: CSV, Parquet, XLSX and SPSS, wide or long."""
