# Every task by name; `make` alone lists them. Needs a JDK 25 (.mvn/jdk25 finds it); Maven comes with the wrapper.

.DEFAULT_GOAL := help
.PHONY: help build test fmt docs run demo demo-incident backup backup-keys restore after-restore rekey token bench bench-10m bench-audit soak mutate clean

VERSION := $(shell sed -n '/<version>/{s/.*<version>\(.*\)<\/version>.*/\1/p;q;}' pom.xml)
APP     := deploy/standalone/target/retrace-standalone-$(VERSION)-app.jar
BENCH   := deploy/bench/target/retrace-bench-$(VERSION)-app.jar
SOURCES := $(shell find . \( -name target -o -name .git -o -name .retrace -o -name data-10m \) -prune -o \
	\( -name pom.xml -o -path '*/src/main' -o -path '*/src/main/*' \) -print)

# Each recipe that needs Java begins with this.
JDK25 := JAVA_HOME=$$(.mvn/jdk25) && export JAVA_HOME &&

# The wrapper brings the pinned Maven; where it cannot fetch it, an installed mvn does.
MVN ?= $$(./mvnw -v >/dev/null 2>&1 && echo ./mvnw || command -v mvn || echo ./mvnw)
MAVEN = $(JDK25) $(MVN) -B -ntp

# Two cores are kept busy with 320 MB; JAVA_OPTS is yours and comes last: make run JAVA_OPTS=-Xmx1g
JAVA_OPTS ?=
JVM_FLAGS = -Xmx320m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $(JAVA_OPTS)
RETRACE = $(JDK25) exec "$$JAVA_HOME/bin/java" $(JVM_FLAGS) -jar $(APP)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

build: ## compile with every gate and make the jars; no tests
	@$(MAVEN) package -DskipTests
	@touch -c $(APP)

test: ## everything that must hold: formatting, compiler, architecture, all tests
	@$(MAVEN) -T 2 verify
	@touch -c $(APP)
	@find . -path '*/surefire-reports/TEST-*.xml' -exec grep -ho '<skipped message="[^"]*"' {} + | sort | uniq -c | \
		sed 's/^ *\([0-9]*\) <skipped message="\(.*\)"/Not run: \1 tests, because \2/'

fmt: ## repair the formatting
	@$(MAVEN) spotless:apply

docs: ## write the documents anew that are made from code and tables; make test fails when one is stale
	@$(MAVEN) -q -pl events/model,events/wire,deploy/standalone -am test -Dtest='*DocumentsTest' -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true

run: $(APP) ## Retrace on loopback: pages 4455, public 4433, admin 4434, mail catcher 1080; data in .retrace/; Ctrl-C stops it
	@$(RETRACE)

demo: $(APP) ## one recovery from end to end, told step by step
	@$(RETRACE) demo

demo-incident: $(APP) ## a week with an attack in it, into a new .retrace/, for docs/tutorial-incident.md; RECOVERIES=20000 SEED=1 WEEK=MONDAY
	@$(RETRACE) demo-incident "--recoveries=$(RECOVERIES)" "--seed=$(SEED)" "--week=$(WEEK)"

backup: $(APP) ## the database of make run, while it runs or not, into .retrace/backups/ or BACKUP_TO=DIR; without keys
	@$(RETRACE) backup $(if $(BACKUP_TO),"--to=$(BACKUP_TO)")

backup-keys: $(APP) ## the key files, into KEYS_TO=DIR, which is to be far from every backup of the database
	@$(RETRACE) backup-keys "--to=$(KEYS_TO)"

restore: $(APP) ## the backup FROM=DIR into .retrace/, where nothing may run; REPLACE=1 puts a database that is there aside
	@$(RETRACE) restore "--from=$(FROM)" $(if $(REPLACE),--replace=true)

after-restore: $(APP) ## makes a restored database fit to be used; make run refuses until then
	@$(RETRACE) after-restore

rekey: $(APP) ## wraps and claims what exists under the newest keys, while it runs or not, so that old keys can go
	@$(RETRACE) rekey

token: $(APP) ## access to the admin port: ARGS="create --name=soc --roles=auditor,responder --days=90", ARGS=list, ARGS="revoke ID"
	@$(RETRACE) token $(ARGS)

BENCH_ARGUMENTS = --jar=$(APP) --jvm-flags="$(JVM_FLAGS)" --out=deploy/bench/target --seconds="$(SECONDS)" \
	--warm-up="$(WARM_UP)" --jfr="$(JFR)" --commit="$$(git describe --always --dirty 2>/dev/null || echo unknown)"

bench: $(APP) ## how fast it is, in about 9 minutes; PARTS=create,get SECONDS=5 WARM_UP=5 JFR=1 for less or more
	@$(JDK25) exec "$$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -jar $(BENCH) $(BENCH_ARGUMENTS) --parts="$(PARTS)"

bench-10m: $(APP) ## the same on a log of 10 million events beside a new one; the log is made once, in KEPT=deploy/bench/data-10m; EVENTS=
	@$(JDK25) exec "$$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -jar $(BENCH) $(BENCH_ARGUMENTS) \
	--kept="$(or $(KEPT),deploy/bench/data-10m)" --events="$(EVENTS)"

bench-audit: $(APP) ## how long searches of the audit trail take on that log of 10 million events; KEPT= EVENTS= as there
	@$(JDK25) exec "$$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -jar $(BENCH) $(BENCH_ARGUMENTS) --parts=audit \
	--kept="$(or $(KEPT),deploy/bench/data-10m)" --events="$(EVENTS)"

# a part is a test class that make test runs with small counts; soak.* are its properties
SOAK_PARTS := kill=KilledUnderLoadIT hostile=HostileInputIT canary=CanaryIT
SOAK_TESTS = $(foreach part,$(subst $(comma), ,$(or $(PARTS),kill$(comma)hostile$(comma)canary)),$(or \
	$(patsubst $(part)=%,%,$(filter $(part)=%,$(SOAK_PARTS))),$(error no such part: $(part); there are $(SOAK_PARTS))))
comma := ,
empty :=
space := $(empty) $(empty)

soak: ## under fire for half an hour: killed, talked nonsense to, searched; PARTS=kill,hostile,canary ROUNDS=20 REQUESTS=100000 SEED=
	@rm -rf deploy/standalone/target/soak
	@$(MAVEN) -q -pl deploy/standalone -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
		-Dit.test=$(subst $(space),$(comma),$(strip $(SOAK_TESTS))) -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.timeout=7200 \
		-Dsoak.rounds=$(or $(ROUNDS),20) -Dsoak.requests=$(or $(REQUESTS),100000) -Dsoak.seed=$(SEED); \
	status=$$?; cat deploy/standalone/target/soak/*.md; exit $$status

mutate: ## mutation tests of the pure code (events/model): at least 95 % must be killed
	@$(MAVEN) -pl events/model test-compile org.pitest:pitest-maven:mutationCoverage -DmutationThreshold=95

clean: ## remove what was built; .retrace/ stays
	@$(MAVEN) clean

# touch: the build gives the jar its fixed, reproducible date; make needs the real one.
$(APP): $(SOURCES)
	@echo "Building Retrace; the first time Maven fetches its libraries, which takes a while."
	@$(MAVEN) -q package -DskipTests
	@touch -c $@
