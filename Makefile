# Every task of the project. `make` builds what changed; `make help` lists the rest.

PYTHON ?= python3
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
override BIN := .venv/bin
override CITED := $(BIN)/cited
OPTIONS := $${SCHEDULER:+--scheduler "$$SCHEDULER"} $${NOFORK:+--no-fork}
# The values of these reach the command through the environment: neither make nor the shell expands them.
SERIES_OPTIONS := NAME AREA UNIT KIND PUBLISHER DATASET VINTAGE LICENCE ADDRESS TITLE DECIMAL SERIES
TIE_OPTIONS := CHOICE DEFINITION REMARK
VARIABLES := PYTHON JOBS SCHEDULER NOFORK TEXT SOURCE PAGE FILE QUESTION TO SITE FOLDER SINCE PARTS ROWS QUICK PART FIGURE NOTEBOOK OUT ARGS $(SERIES_OPTIONS) $(TIE_OPTIONS)
lower = $(shell echo $(1) | tr A-Z a-z)
$(foreach name,$(VARIABLES),$(if $(filter command environment,$(firstword $(origin $(name)))),\
  $(eval override $(name) := $$(value $(name)))))
export $(VARIABLES)
# Computed once, not for each command.
JOBS := $(JOBS)
# Every other variable on the command line: a parameter of the notebook for `make report`, a typo for any other target.
PARAMETERS := $(filter-out $(VARIABLES) CITED_TEXTS MAKEFLAGS,$(foreach name,$(.VARIABLES),\
  $(if $(filter command,$(firstword $(origin $(name)))),$(name))))
$(foreach name,$(PARAMETERS) CITED_TEXTS,$(if $(filter command,$(firstword $(origin $(name)))),\
  $(eval override $(name) := $$(value $(name)))$(eval export $(name))))
ifeq ($(filter report,$(MAKECMDGOALS)),)
ifneq ($(PARAMETERS),)
$(error $(shell $(PYTHON) -c 'import difflib, sys; name, *known = sys.argv[1:]; near = difflib.get_close_matches(name.upper(), known, 1, 0.5); print(f"no variable {name}" + (f"; did you mean {near[0]}?" if near else "; make help names them"))' '$(subst ','\'',$(firstword $(PARAMETERS)))' $(VARIABLES)))
endif
endif

# make takes `a-b=c` for a target, and would refuse it only after making those before it.
ifneq ($(findstring =,$(MAKECMDGOALS)),)
$(error $(MAKECMDGOALS): no variable and no parameter has such a name; expected letters, digits and underscores before the =)
endif

.DEFAULT_GOAL := all

.PHONY: all
all: environment  ## build every report whose sources changed, into reports/
	@$(CITED) build --jobs "$$JOBS" $(OPTIONS)

# reports/<report>.html: build one report, if its sources changed.
reports/%.html: export REPORT = $@
reports/%.html: environment FORCE
	@$(CITED) build --jobs "$$JOBS" $(OPTIONS) -- "$$REPORT"

.PHONY: help
help:  ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## */\1  /p' Makefile | awk '{ name = $$1; $$1 = ""; printf "make %-11s%s\n", name, $$0 }'
	@echo "make reports/<report>.html  build one report"
	@echo "JOBS=n  how many reports run at once (now $$JOBS); NOFORK=1  start every kernel from nothing;"
	@echo "SCHEDULER=tcp://...  run the reports on a dask.distributed cluster"
	@echo "make bench PARTS='grammar look own plain memory changes before many million cluster'  only these parts; QUICK=1  a small bench"

.PHONY: check
check: environment  ## check data, catalogue and notebooks against every rule; the code's style, types and imports
	@$(CITED) check --code

.PHONY: diff
diff: environment  ## print what changed in figures, statistics and verdicts: [SINCE=commit]
	@$(CITED) diff $${SINCE:+--since="$$SINCE"}

.PHONY: series
series: environment  ## import statistics from a publisher's file: FILE=path [NAME= AREA= UNIT= KIND= ...]
	@$(CITED) series $(foreach name,$(SERIES_OPTIONS),$${$(name):+--$(call lower,$(name))="$$$(name)"}) -- "$$FILE"

.PHONY: tie
tie: environment  ## offer the statistics that could check a figure: FIGURE=id [CHOICE=number or series@period DEFINITION=other REMARK=]
	@$(CITED) tie $(foreach name,$(TIE_OPTIONS),$${$(name):+--$(call lower,$(name))="$$$(name)"}) -- "$$FIGURE"

.PHONY: approve
approve: environment  ## approve verdicts and cells as they are now, after you have looked at each: [ROWS="id id"]
	@set -f; $(CITED) approve -- $$ROWS

.PHONY: test
test: environment  ## run the tests, and measure how much of the package they reach: [ARGS="tests/unit -k hedge"]
	@set -f; $(CITED) test -- $$ARGS

.PHONY: watch
watch: environment  ## build at every save and reload the pages in the browser
	@$(CITED) watch --jobs "$$JOBS"

.PHONY: pdf
pdf: environment  ## print every built report into a PDF file beside its page (needs chromium)
	@$(CITED) pdf

.PHONY: docx
docx: environment  ## write every built report as a Word document, into reports/docx/
	@$(CITED) docx

.PHONY: publish
publish: environment  ## copy the built site into a folder for any web server: TO=folder
	@$(CITED) publish -- "$$TO"

.PHONY: mail
mail: environment  ## write a copy of a page that stands alone, to be sent: PAGE=reports/aid.html [TO=file SITE=https://...]
	@$(CITED) mail $${TO:+--to="$$TO"} $${SITE:+--site="$$SITE"} -- "$$PAGE"

.PHONY: weigh
weigh: environment  ## print the weight of each page, against the limits
	@$(CITED) weigh

.PHONY: audit
audit: environment  ## account for every number of every document whose text is there
	@$(CITED) audit

.PHONY: look
look: environment  ## show what a document prints, what adds up, and what could check it: TEXT=path
	@$(CITED) look -- "$$TEXT"

.PHONY: draft
draft: environment  ## draft the rows of a new document: TEXT=path [SOURCE=id]
	@$(CITED) draft -- "$$TEXT" $${SOURCE:+"$$SOURCE"}

.PHONY: review
review: environment  ## serve the desk at which a draft is gone through: SOURCE=id [PAGE=1 only writes its page]
	@$(CITED) review $${PAGE:+--page-only} -- "$$SOURCE"

.PHONY: confirm
confirm: environment  ## make a draft part of the ledger: SOURCE=id
	@$(CITED) confirm -- "$$SOURCE"

.PHONY: bench
bench: environment  ## measure how well the grammar finds figures, and how fast pages are built (make peers first)
	@$(CITED) bench --jobs 2 $${QUICK:+--quick} $$PARTS

.PHONY: peers
peers: environment  ## install what else the bench measures into .build/: other ways to a page, other readers, dask, an earlier commit
	@$(CITED) peers

.PHONY: soak
soak: environment  ## kill commands that write at five hundred random moments, look at every page and notebook: [PART=1/5]
	@$(CITED) soak $${PART:+--part="$$PART"}

.PHONY: init
init: environment  ## lay out a new project with one document and one report: FOLDER=path
	@$(CITED) init -- "$$FOLDER"

.PHONY: lab
lab: environment  ## open JupyterLab on the project, on this machine only: [ARGS="--no-browser --port=8890"]
	@set -f; $(CITED) lab -- $$ARGS

.PHONY: notebook
notebook: environment  ## make a notebook and its entry in the catalogue: NAME=aid-per-recipient QUESTION="Who ...?"
	@$(CITED) notebook -- "$$NAME" "$$QUESTION"

.PHONY: report
report: environment  ## make one report that the catalogue does not list: NOTEBOOK=aid [parameter=value ...] [OUT=name]
	@$(CITED) report $${NOFORK:+--no-fork} --out="$$OUT" -- "$$NOTEBOOK" $(foreach name,$(PARAMETERS),"$(name)=$$$(name)")

.PHONY: reference
reference: environment  ## write docs/api.md (names that notebooks import), docs/modules.md and docs/commands.md
	@$(CITED) reference --write

.PHONY: tidy
tidy: environment  ## take outputs and counts out of the notebooks, format the code
	@$(CITED) tidy --code

# pins, scripts and clean need nothing but Python: the environment may be what is broken.
.PHONY: pins
pins:  ## resolve pyproject.toml anew into requirements.txt, with hashes, for every Python from 3.11 on
	@"$$PYTHON" -m cited pins

.PHONY: scripts
scripts:  ## shorten the scripts that pages carry, after one of them was changed
	@"$$PYTHON" -m cited scripts

.PHONY: licences
licences: environment  ## list the licence of every pinned requirement
	@$(CITED) licences

.PHONY: advisories
advisories: environment  ## check the pinned requirements against published advisories (needs the network)
	@$(CITED) advisories

.PHONY: clean
clean:  ## remove what make built, but not the virtual environment
	@"$$PYTHON" -m cited clean

.PHONY: FORCE
FORCE:

# Compared by content, not by time; the new environment is made beside the old one.
.PHONY: environment
environment:  ## make .venv with the pinned requirements, where they changed
	@cmp -s requirements.txt .venv/.requirements && cmp -s pyproject.toml .venv/.pyproject \
	  && printf %s "$$(pwd -P)" | cmp -s - .venv/.place || "$$PYTHON" -m cited.install
