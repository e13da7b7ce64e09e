-- Räknar inkorgen i DuckDB: samma tal som `stegvis summary --inbox` visar, men oskyddade. Kör så här:
--   stegvis inbox export > inkorg.jsonl
--   duckdb < lagesbild-inkorg.sql
-- Lägg inte ut svaret: små tal är kvar i det. Fynd utan person står i tabeller som börjar med fynd/. Av en rättad blankett räknas
-- den senaste versionen. Rader ur flera rutiner läggs inte ihop: `rutin` skiljer dem åt.

CREATE OR REPLACE VIEW blanketter AS
SELECT DISTINCT ON (id) CAST(filled AS DATE) AS ifylld, routine.id AS rutin, fields, acts,
    CASE WHEN persons = 'nobody' THEN 'fynd/' ELSE '' END AS slag
FROM read_json('inkorg.jsonl', format = 'newline_delimited', columns = {
    format: 'VARCHAR', version: 'INTEGER', id: 'VARCHAR', form_version: 'INTEGER', filled: 'VARCHAR', persons: 'VARCHAR',
    routine: 'STRUCT(id VARCHAR, version VARCHAR, publisher VARCHAR)', fields: 'MAP(VARCHAR, VARCHAR[])',
    acts: 'MAP(VARCHAR, VARCHAR)'})
WHERE format = 'stegvis-form-line' AND version = 1
ORDER BY id, form_version DESC;

CREATE OR REPLACE VIEW svar AS
SELECT ifylld, rutin, slag || falt.key AS tabell, UNNEST(falt."value") AS id
FROM (SELECT ifylld, rutin, slag, UNNEST(map_entries(fields)) AS falt FROM blanketter)
UNION ALL
SELECT ifylld, rutin, slag || 'atgarder', atgard.key
FROM (SELECT ifylld, rutin, slag, UNNEST(map_entries(acts)) AS atgard FROM blanketter)
WHERE atgard."value" = 'gjort';

SELECT tabell, id, year(ifylld) || '-T' || ((month(ifylld) - 1) // 4 + 1) AS period, count(*) AS antal
FROM svar GROUP BY rutin, tabell, id, period ORDER BY ALL;
