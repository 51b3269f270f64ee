#!/bin/sh
# A folder of transcripts as one CSV, a row a fact: sh examples/spreadsheet.sh FOLDER > facts.csv
# Excel: open the file. Google Sheets: File > Import > Upload. LibreOffice: open, character set UTF-8.
# --bom lets Excel see that it is UTF-8; cells that would run as formulas are text already.
exec onrecord extract "$1" --output csv --bom
