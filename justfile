# What there is to do, by name. Where `just` is not installed, `.ci/recipe NAME` does the same.

# Lists what there is to do.
default:
    @just --list --unsorted

# Everything that must hold before a change is taken in.
ci:
    .ci/run

# The form of the code.
format:
    .ci/recipe format

# Clippy, with every warning an error.
lint:
    .ci/recipe lint

# Every test.
tests:
    .ci/recipe tests

# The documentation of the code, with every warning an error.
docs:
    .ci/recipe docs

# The library without terminal and files, also for a browser.
core:
    .ci/recipe core

# The oldest Rust that will do.
msrv:
    .ci/recipe msrv

# The program as it is shipped, without the builder's paths.
dist:
    .ci/recipe dist

# What `dist` built: routines checked, scenarios tried, cases walked.
walk:
    .ci/recipe walk

# Licences, bans, sources and known vulnerabilities of the crates.
licences:
    .ci/recipe licences

# Crates that nothing uses.
unused:
    .ci/recipe unused

# What the program is made of, as CycloneDX.
sbom:
    .ci/recipe sbom

# Whether it compiles for Windows.
windows:
    .ci/recipe windows

# The library's own tests, on any system.
portable:
    .ci/recipe portable

# Writes the pages in docs/rules, and docs/format.md, anew from the program's tables.
rule-pages:
    STEGVIS_WRITE=1 cargo test --test it rule_pages
    STEGVIS_WRITE=1 cargo test --test it docs::the_page
