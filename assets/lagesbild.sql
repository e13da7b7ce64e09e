-- Räknar sparade blanketter i DuckDB: samma tal som `stegvis summary` visar, men oskyddade.
-- Kör i mappen med blanketter: duckdb < lagesbild.sql. Lägg inte ut svaret: små tal är kvar i det.

CREATE OR REPLACE VIEW blanketter AS
SELECT DISTINCT ON (content_sha256) content_sha256, CAST(form.filled AS DATE) AS ifylld, form
FROM read_json('*.json', maximum_object_size = 4194304, union_by_name = true, columns = {
    format: 'VARCHAR', version: 'INTEGER', content_sha256: 'VARCHAR',
    form: 'STRUCT(filled VARCHAR, sections STRUCT(fields STRUCT(id VARCHAR, "value" STRUCT(
        choice STRUCT(id VARCHAR, ticked BOOLEAN)[], choices STRUCT(id VARCHAR, ticked BOOLEAN)[],
        acts STRUCT(id VARCHAR, state VARCHAR)[]))[])[])'})
WHERE format = 'stegvis-form' AND version = 1;

CREATE OR REPLACE VIEW falt AS
SELECT ifylld, falt.id AS tabell, falt."value" AS varde
FROM (SELECT ifylld, UNNEST(form.sections) AS avsnitt FROM blanketter), UNNEST(avsnitt.fields) AS f(falt);

CREATE OR REPLACE VIEW svar AS
SELECT ifylld, tabell, UNNEST([o.id for o in coalesce(varde.choice, varde.choices) if o.ticked]) AS id
FROM falt
UNION ALL
SELECT ifylld, tabell, UNNEST([a.id for a in varde.acts if a.state IN ('gjort', 'hanterat')])
FROM falt;

SELECT tabell, id, year(ifylld) || '-T' || ((month(ifylld) - 1) // 4 + 1) AS period, count(*) AS antal
FROM svar GROUP BY ALL ORDER BY ALL;
