-- Räknar blanketter i DuckDB: samma tal som `stegvis summary` visar, men oskyddade.
-- Kör i en mapp med blanketterna som JSON: duckdb < lagesbild.sql. Lägg inte ut svaret: små tal är kvar i det.
-- Fynd utan person står i tabeller som börjar med fynd/. Av en rättad blankett räknas den senaste versionen.

CREATE OR REPLACE VIEW blanketter AS
SELECT DISTINCT ON (coalesce(form.id, content_sha256)) CAST(form.filled AS DATE) AS ifylld, form,
    CASE WHEN form.persons = 'nobody' THEN 'fynd/' ELSE '' END AS slag
FROM read_json('*.json', maximum_object_size = 4194304, union_by_name = true, columns = {
    format: 'VARCHAR', version: 'INTEGER', content_sha256: 'VARCHAR',
    form: 'STRUCT(id VARCHAR, version INTEGER, persons VARCHAR, filled VARCHAR, sections STRUCT(fields STRUCT(
        id VARCHAR, count BOOLEAN, "value" STRUCT(
        choice STRUCT(id VARCHAR, ticked BOOLEAN)[], choices STRUCT(id VARCHAR, ticked BOOLEAN)[],
        acts STRUCT(id VARCHAR, state VARCHAR)[]))[])[])'})
WHERE format = 'stegvis-form' AND version IN (1, 2)
ORDER BY coalesce(form.id, content_sha256), form.version DESC, content_sha256 DESC;

CREATE OR REPLACE VIEW falt AS
SELECT ifylld, slag || falt.id AS tabell, falt."value" AS varde
FROM (SELECT ifylld, slag, UNNEST(form.sections) AS avsnitt FROM blanketter), UNNEST(avsnitt.fields) AS f(falt)
WHERE coalesce(falt.count, falt.id IN ('galler', 'vad', 'koppling', 'miljo', 'plats', 'omrade', 'atgarder'));

CREATE OR REPLACE VIEW svar AS
SELECT ifylld, tabell, UNNEST([o.id for o in coalesce(varde.choice, varde.choices) if o.ticked]) AS id
FROM falt
UNION ALL
SELECT ifylld, tabell, UNNEST([a.id for a in varde.acts if a.state = 'gjort'])
FROM falt;

SELECT tabell, id, year(ifylld) || '-T' || ((month(ifylld) - 1) // 4 + 1) AS period, count(*) AS antal
FROM svar GROUP BY ALL ORDER BY ALL;
