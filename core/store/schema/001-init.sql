-- The first schema of jam.  Every row that a person can cause carries `seq`,
-- the number of the log's entry that holds its present value (faults.md 3).
-- Row ids never leave the file; a uid (32 hex digits) is what leaves.
-- Times are seconds since 1970 in UTC.  Personal data stands in *_private.

-- The record: append-only, hash-chained.
CREATE TABLE log (
	seq INTEGER PRIMARY KEY, -- 1, 2, … without a gap
	at INTEGER NOT NULL, -- when, by the machine's clock
	kind TEXT NOT NULL, -- create, import, assign, rate, …
	payload TEXT NOT NULL, -- canonical JSON, as it was hashed
	nonce BLOB NOT NULL CHECK (length(nonce) = 16),
	prev BLOB NOT NULL CHECK (length(prev) = 32), -- hash of seq - 1
	hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

-- The first 8 bytes of each leaf of an entry, in order of (table, key): tells
-- which row was changed where the entry's digest tells that one was.
CREATE TABLE log_rows (
	seq INTEGER PRIMARY KEY REFERENCES log (seq),
	prefixes BLOB NOT NULL
) STRICT;

-- Leaves of rows that were later changed, replaced or forgotten.
CREATE TABLE log_ended (
	seq INTEGER NOT NULL REFERENCES log (seq), -- the entry that held it
	family TEXT NOT NULL, -- the table of the row
	key TEXT NOT NULL,
	leaf BLOB NOT NULL CHECK (length(leaf) = 32),
	ended INTEGER NOT NULL, -- the entry that ended it
	PRIMARY KEY (seq, family, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE,
	slug TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL,
	zone TEXT NOT NULL, -- a zoneinfo name
	description TEXT, -- CommonMark
	starts_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL,
	team_min INTEGER NOT NULL CHECK (team_min >= 1),
	team_max INTEGER NOT NULL CHECK (team_max >= team_min),
	opens_at INTEGER NOT NULL, -- the window is half open
	closes_at INTEGER NOT NULL CHECK (closes_at > opens_at),
	grace INTEGER NOT NULL CHECK (grace >= 0), -- seconds
	judged_by INTEGER NOT NULL CHECK (judged_by BETWEEN 1 AND 7), -- bits:
		-- 1 authors, 2 registered, 4 experts
	batch INTEGER NOT NULL CHECK (batch BETWEEN 1 AND 1000),
	unlock INTEGER NOT NULL CHECK (unlock BETWEEN 0 AND 2), -- after-batch,
		-- anytime, never
	own_site INTEGER NOT NULL CHECK (own_site BETWEEN 0 AND 2), -- allow,
		-- avoid, forbid
	public_comments INTEGER NOT NULL CHECK (public_comments IN (0, 1)),
	scale_min INTEGER NOT NULL, -- units of 10^-decimals, as the next two
	scale_max INTEGER NOT NULL CHECK (scale_max > scale_min),
	scale_step INTEGER NOT NULL CHECK (scale_step > 0),
	decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 4),
	method INTEGER NOT NULL CHECK (method BETWEEN 0 AND 3), -- mean, itch,
		-- bayes, mixed
	min_ratings INTEGER NOT NULL CHECK (min_ratings >= 0),
	expert_share INTEGER NOT NULL
		CHECK (expert_share BETWEEN 0 AND 10000), -- ten-thousandths
	prior TEXT, -- of bayes; a fraction
	median TEXT, -- of itch; a decimal
	tie_break TEXT NOT NULL, -- words parted by blanks
	budget INTEGER, -- hundredths of the currency
	budget_currency TEXT,
	seq INTEGER NOT NULL
) STRICT;

CREATE TABLE event_private (
	event INTEGER PRIMARY KEY REFERENCES event (id),
	salt BLOB NOT NULL CHECK (length(salt) = 16) -- of all texts of the
		-- event, its sites, teams and projects
) STRICT;

CREATE TABLE criterion (
	id INTEGER PRIMARY KEY,
	event INTEGER NOT NULL REFERENCES event (id),
	slot INTEGER NOT NULL CHECK (slot >= 0), -- place in rating.scores,
		-- given once and never again
	position INTEGER NOT NULL, -- order in the YAML
	key TEXT NOT NULL,
	title TEXT NOT NULL,
	description TEXT,
	weight_text TEXT NOT NULL, -- as written
	weight INTEGER NOT NULL CHECK (weight > 0), -- common factor removed
	required INTEGER NOT NULL CHECK (required IN (0, 1)),
	dropped INTEGER NOT NULL CHECK (dropped IN (0, 1)), -- by an amend
	seq INTEGER NOT NULL,
	UNIQUE (event, slot)
) STRICT;

CREATE TABLE site (
	id INTEGER PRIMARY KEY,
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	key TEXT NOT NULL,
	title TEXT NOT NULL,
	city TEXT,
	country TEXT,
	zone TEXT,
	dropped INTEGER NOT NULL CHECK (dropped IN (0, 1)),
	seq INTEGER NOT NULL,
	UNIQUE (event, key)
) STRICT;

-- Who hosts a site: e-mail addresses.
CREATE TABLE site_private (
	site INTEGER NOT NULL REFERENCES site (id),
	position INTEGER NOT NULL,
	host TEXT NOT NULL,
	PRIMARY KEY (site, position)
) STRICT, WITHOUT ROWID;

-- Links, schedule, ideas, prizes, past figures, expectations and questions of
-- an event: the lists of its YAML, an element a row.
CREATE TABLE link (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT,
	url TEXT NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedule (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	at INTEGER NOT NULL,
	until INTEGER,
	title TEXT NOT NULL,
	place TEXT,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE idea (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	key TEXT NOT NULL,
	title TEXT NOT NULL,
	url TEXT,
	description TEXT,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE prize (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	place INTEGER, -- or a special prize, which has a name
	name TEXT,
	amount INTEGER NOT NULL CHECK (amount >= 0), -- hundredths
	currency TEXT NOT NULL,
	criterion TEXT, -- key of the criterion it goes by
	site TEXT, -- key of the site it is for
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE past (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	title TEXT NOT NULL,
	events INTEGER NOT NULL,
	participants INTEGER,
	projects INTEGER,
	sites INTEGER,
	locations INTEGER,
	at_least INTEGER NOT NULL, -- bits: which of the four is a lower bound
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- What is expected to have come of the event by a time.
CREATE TABLE expectation (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	key TEXT NOT NULL,
	by INTEGER NOT NULL, -- when it is judged
	outcome TEXT NOT NULL, -- a kind of outcome
	whose INTEGER NOT NULL CHECK (whose IN (0, 1)), -- of persons, projects
	less_than INTEGER -- hundredths of a percent; one of the two
		CHECK (less_than BETWEEN 0 AND 10000),
	at_least INTEGER CHECK (at_least BETWEEN 0 AND 10000),
	text TEXT,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	key TEXT NOT NULL,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
	question TEXT NOT NULL,
	heading TEXT NOT NULL, -- the column of the survey's CSV
	pair TEXT,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE question_option (
	event INTEGER NOT NULL REFERENCES event (id),
	question INTEGER NOT NULL, -- its position
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	left_out INTEGER NOT NULL CHECK (left_out IN (0, 1)),
	PRIMARY KEY (event, question, position)
) STRICT, WITHOUT ROWID;

-- A judge's own end of the window, by e-mail as the YAML names it.
CREATE TABLE extension_private (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL,
	email TEXT NOT NULL,
	email_key TEXT NOT NULL,
	until INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- Groups of addresses that an event declares to be one person.
CREATE TABLE same_person_private (
	event INTEGER NOT NULL REFERENCES event (id),
	position INTEGER NOT NULL, -- of the group
	place INTEGER NOT NULL, -- in the group; 0 stays
	email TEXT NOT NULL,
	email_key TEXT NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, position, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX same_person_key ON same_person_private (email_key);

-- What a score has meant: scale and criteria as text, by the digest that
-- ballots carry (formats.md 3.1).
CREATE TABLE rubric (
	event INTEGER NOT NULL REFERENCES event (id),
	digest TEXT NOT NULL, -- the first 16 hex digits of its SHA-256
	text TEXT NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, digest)
) STRICT, WITHOUT ROWID;

-- A change of the declaration, and why.
CREATE TABLE amendment_private (
	event INTEGER NOT NULL REFERENCES event (id),
	number INTEGER NOT NULL, -- 1, 2, …
	at INTEGER NOT NULL,
	reason TEXT, -- NULL where none was needed or given
	changes TEXT NOT NULL, -- a line a value: path, before, after
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

-- A person across all events of the file.
CREATE TABLE person_private (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL,
	salt BLOB CHECK (length(salt) = 16), -- of all this person's texts;
		-- NULL once forgotten
	merged_into INTEGER REFERENCES person_private (id),
	email TEXT, -- as first written
	email_key TEXT, -- as compared
	name TEXT,
	source TEXT, -- who has no e-mail is known by these two
	source_id TEXT,
	seq INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX person_email ON person_private (email_key);
CREATE UNIQUE INDEX person_source ON person_private (source, source_id)
	WHERE source_id IS NOT NULL;
CREATE INDEX person_merged ON person_private (merged_into)
	WHERE merged_into IS NOT NULL;

CREATE TABLE registration (
	event INTEGER NOT NULL REFERENCES event (id),
	person INTEGER NOT NULL REFERENCES person_private (id),
	site INTEGER REFERENCES site (id), -- NULL: not said or online
	online INTEGER NOT NULL CHECK (online IN (0, 1)),
	status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3), -- going,
		-- cancelled, waitlist, declined
	registered_at INTEGER,
	role TEXT, -- as the person wrote it
	team TEXT, -- as the person wrote it
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_person ON registration (person);
CREATE INDEX registration_site ON registration (site) WHERE site IS NOT NULL;

-- What a file said in columns that map to nothing.
CREATE TABLE answer_private (
	event INTEGER NOT NULL REFERENCES event (id),
	person INTEGER REFERENCES person_private (id), -- one of the two
	project INTEGER REFERENCES project (id),
	source TEXT NOT NULL, -- which tool's file
	heading TEXT NOT NULL,
	value TEXT NOT NULL,
	seq INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX answer_person
	ON answer_private (event, person, source, heading)
	WHERE person IS NOT NULL;
CREATE UNIQUE INDEX answer_project
	ON answer_private (project, source, heading)
	WHERE project IS NOT NULL;

CREATE TABLE team (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL,
	event INTEGER NOT NULL REFERENCES event (id),
	name TEXT NOT NULL,
	name_key TEXT NOT NULL, -- folded
	seq INTEGER NOT NULL,
	UNIQUE (event, name_key)
) STRICT;

CREATE TABLE member (
	team INTEGER NOT NULL REFERENCES team (id),
	person INTEGER NOT NULL REFERENCES person_private (id),
	name TEXT, -- as pages may show it
	seq INTEGER NOT NULL,
	PRIMARY KEY (team, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_person ON member (person);

CREATE TABLE project (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL,
	event INTEGER NOT NULL REFERENCES event (id),
	number INTEGER NOT NULL CHECK (number >= 1),
	slug TEXT NOT NULL,
	title TEXT NOT NULL,
	title_key TEXT NOT NULL, -- folded
	team INTEGER NOT NULL REFERENCES team (id),
	site INTEGER REFERENCES site (id),
	url TEXT,
	abstract TEXT,
	idea TEXT,
	submitted_at INTEGER,
	source TEXT,
	source_id TEXT,
	seq INTEGER NOT NULL,
	UNIQUE (event, number),
	UNIQUE (event, slug)
) STRICT;
CREATE UNIQUE INDEX project_source ON project (event, source_id)
	WHERE source_id IS NOT NULL;
CREATE INDEX project_title ON project (event, title_key);
CREATE INDEX project_team ON project (team);
CREATE INDEX project_site ON project (site) WHERE site IS NOT NULL;

-- Out of the running, until restored.
CREATE TABLE retracted (
	project INTEGER PRIMARY KEY REFERENCES project (id),
	tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 3), -- hidden, named,
		-- unranked
	reason TEXT NOT NULL,
	at INTEGER NOT NULL,
	seq INTEGER NOT NULL
) STRICT;

-- A person who judges in an event; made when first needed.
CREATE TABLE judge (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE,
	event INTEGER NOT NULL REFERENCES event (id),
	person INTEGER NOT NULL REFERENCES person_private (id),
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)), -- peer, expert
	site INTEGER REFERENCES site (id), -- an expert's; a peer's is that
		-- of the registration
	shown INTEGER NOT NULL CHECK (shown IN (0, 1)), -- may the next two
		-- stand on the pages
	shown_name TEXT,
	affiliation TEXT,
	released_at INTEGER, -- by `assign --release`
	seq INTEGER NOT NULL,
	UNIQUE (event, person)
) STRICT;
CREATE INDEX judge_person ON judge (person);
CREATE INDEX judge_kind ON judge (event, kind); -- is there a peer, an expert
CREATE INDEX judge_site ON judge (site) WHERE site IS NOT NULL;

CREATE TABLE judge_private (
	judge INTEGER PRIMARY KEY REFERENCES judge (id),
	expertise TEXT
) STRICT;

-- Declared: never give this judge this project, or this team's.
CREATE TABLE conflict_private (
	judge INTEGER NOT NULL REFERENCES judge (id),
	team INTEGER NOT NULL REFERENCES team (id),
	project INTEGER REFERENCES project (id), -- NULL: all of the team's
	seq INTEGER NOT NULL,
	UNIQUE (judge, team, project)
) STRICT;
CREATE INDEX conflict_team ON conflict_private (team);
CREATE INDEX conflict_project ON conflict_private (project);

-- A place in a judge's batch.
CREATE TABLE seat (
	judge INTEGER NOT NULL REFERENCES judge (id),
	project INTEGER NOT NULL REFERENCES project (id),
	slot INTEGER NOT NULL CHECK (slot >= 1), -- the order to rate in
	handed_out INTEGER NOT NULL CHECK (handed_out IN (0, 1)), -- a ballot
		-- was written
	seq INTEGER NOT NULL,
	PRIMARY KEY (judge, project)
) STRICT, WITHOUT ROWID;

-- A run of assign that was kept.
CREATE TABLE run (
	event INTEGER NOT NULL REFERENCES event (id),
	number INTEGER NOT NULL,
	at INTEGER NOT NULL,
	seed TEXT NOT NULL,
	seed_given INTEGER NOT NULL CHECK (seed_given IN (0, 1)),
	batch INTEGER NOT NULL,
	relaxed TEXT NOT NULL, -- words parted by blanks
	certificate TEXT NOT NULL, -- the row of assign, as JSON
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

-- One judge's scores for one project.  `scores` holds the decimals as a judge
-- writes them, by criterion.slot, parted by blanks, "-" where left out: for a
-- person with a shell as good as for a scan.
CREATE TABLE rating (
	project INTEGER NOT NULL REFERENCES project (id),
	judge INTEGER NOT NULL REFERENCES judge (id),
	scores TEXT NOT NULL,
	rated_at INTEGER, -- what counts: the claimed time or the entry's
	entered_at INTEGER NOT NULL,
	recorded INTEGER NOT NULL CHECK (recorded IN (0, 1)), -- --as-recorded
	saved_at INTEGER, -- of the ballot that brought it
	seq INTEGER NOT NULL,
	PRIMARY KEY (project, judge)
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_judge ON rating (judge);

CREATE TABLE rating_private (
	project INTEGER NOT NULL REFERENCES project (id),
	judge INTEGER NOT NULL REFERENCES judge (id),
	comment TEXT,
	reason TEXT, -- of a time that was claimed
	PRIMARY KEY (project, judge)
) STRICT, WITHOUT ROWID;

-- A seat that its judge will not rate.
CREATE TABLE skip (
	judge INTEGER NOT NULL REFERENCES judge (id),
	project INTEGER NOT NULL REFERENCES project (id),
	at INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (judge, project)
) STRICT, WITHOUT ROWID;

CREATE TABLE skip_private (
	judge INTEGER NOT NULL REFERENCES judge (id),
	project INTEGER NOT NULL REFERENCES project (id),
	reason TEXT NOT NULL,
	PRIMARY KEY (judge, project)
) STRICT, WITHOUT ROWID;

-- Ratings that the organizer set aside.
CREATE TABLE set_aside (
	judge INTEGER NOT NULL REFERENCES judge (id),
	project INTEGER REFERENCES project (id), -- NULL: all of the judge's
	at INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	UNIQUE (judge, project)
) STRICT;
CREATE INDEX set_aside_project ON set_aside (project);

CREATE TABLE set_aside_private (
	judge INTEGER NOT NULL REFERENCES judge (id),
	project INTEGER REFERENCES project (id),
	reason TEXT NOT NULL,
	UNIQUE (judge, project)
) STRICT;

-- What publish fixed.
CREATE TABLE publication (
	event INTEGER NOT NULL REFERENCES event (id),
	number INTEGER NOT NULL,
	at INTEGER NOT NULL,
	method TEXT NOT NULL,
	reason TEXT,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

-- A row of a publication; it is logged as part of it.
CREATE TABLE result (
	event INTEGER NOT NULL,
	number INTEGER NOT NULL,
	position INTEGER NOT NULL CHECK (position > 0), -- 1: ranked first
	numbers TEXT NOT NULL, -- a project's public ones, canonical JSON
	PRIMARY KEY (event, number, position),
	FOREIGN KEY (event, number) REFERENCES publication (event, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE award (
	event INTEGER NOT NULL REFERENCES event (id),
	number INTEGER NOT NULL,
	place INTEGER,
	name TEXT,
	project INTEGER NOT NULL REFERENCES project (id),
	amount INTEGER NOT NULL CHECK (amount >= 0), -- hundredths
	currency TEXT NOT NULL,
	at INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX award_project ON award (project);

-- Answers to the event's survey.
CREATE TABLE survey_private (
	event INTEGER NOT NULL REFERENCES event (id),
	row_key TEXT NOT NULL, -- the row's id, else its digest
	person INTEGER REFERENCES person_private (id), -- NULL: anonymous
	email TEXT, -- an address that never registered
	question TEXT NOT NULL, -- key
	value TEXT NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (event, row_key, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_person ON survey_private (person);

-- What came of it, in waves.
CREATE TABLE outcome_private (
	id INTEGER PRIMARY KEY,
	event INTEGER NOT NULL REFERENCES event (id),
	wave TEXT NOT NULL,
	person INTEGER REFERENCES person_private (id),
	project INTEGER REFERENCES project (id),
	kind TEXT NOT NULL, -- reached, publication, job, …
	detail TEXT,
	quote TEXT,
	consent INTEGER NOT NULL CHECK (consent IN (0, 1)), -- to the quote
	at INTEGER,
	seq INTEGER NOT NULL
) STRICT;
CREATE INDEX outcome_event ON outcome_private (event, wave);
CREATE INDEX outcome_person ON outcome_private (person);
CREATE INDEX outcome_project ON outcome_private (project);
