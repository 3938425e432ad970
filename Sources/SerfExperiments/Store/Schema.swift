internal import GRDB

/// The tables of a store, as migrations: each stays as it was released, and later ones follow it.
enum Schema {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: experiments, cells, figures") { db in try db.execute(sql: first) }
    migrator.registerMigration("2: translations") { db in try db.execute(sql: translations) }
    migrator.registerMigration("3: units and activation of a layer") { db in try db.execute(sql: layers) }
    return migrator
  }()

  private static let first = """
    CREATE TABLE experiments (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      about TEXT NOT NULL,
      task TEXT NOT NULL,
      metric TEXT NOT NULL,
      metric_scale REAL NOT NULL,
      metric_floor TEXT,
      part TEXT NOT NULL,
      baseline TEXT NOT NULL,
      test TEXT NOT NULL,
      level REAL NOT NULL,
      comparisons INTEGER NOT NULL,
      hypotheses TEXT NOT NULL,
      descriptive INTEGER NOT NULL,
      identity TEXT NOT NULL,
      specification TEXT NOT NULL,
      created_at TEXT NOT NULL
    );
    CREATE TABLE data_files (
      experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      setting TEXT NOT NULL,
      path TEXT NOT NULL,
      size INTEGER NOT NULL,
      fingerprint TEXT NOT NULL
    );
    CREATE TABLE configurations (
      id INTEGER PRIMARY KEY,
      experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      phase TEXT NOT NULL CHECK (phase IN ('tune', 'final')),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      varied TEXT NOT NULL,
      trial INTEGER NOT NULL,
      UNIQUE (experiment_id, phase, name, trial)
    );
    CREATE TABLE settings (
      configuration_id INTEGER NOT NULL REFERENCES configurations (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('axis', 'tuned', 'said', 'default')),
      PRIMARY KEY (configuration_id, name)
    ) WITHOUT ROWID;
    CREATE TABLE machines (
      id INTEGER PRIMARY KEY,
      processor TEXT NOT NULL,
      cores INTEGER NOT NULL,
      system TEXT NOT NULL,
      UNIQUE (processor, cores, system)
    );
    CREATE TABLE cells (
      id INTEGER PRIMARY KEY,
      configuration_id INTEGER NOT NULL REFERENCES configurations (id) ON DELETE CASCADE,
      seed INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'finished', 'failed')),
      reason TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      machine_id INTEGER REFERENCES machines (id),
      code_version TEXT,
      finished_at TEXT,
      parameters INTEGER,
      epochs INTEGER,
      updates INTEGER,
      training_seconds REAL,
      total_seconds REAL,
      tokens_per_second REAL,
      UNIQUE (configuration_id, seed)
    );
    CREATE TABLE figures (
      cell_id INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE,
      part TEXT NOT NULL,
      name TEXT NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (cell_id, part, name)
    ) WITHOUT ROWID;
    CREATE TABLE curves (
      cell_id INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      updates INTEGER NOT NULL,
      training_loss REAL,
      dev_loss REAL,
      dev_score REAL NOT NULL,
      learning_rate REAL NOT NULL,
      gradient_norm REAL,
      seconds REAL NOT NULL,
      PRIMARY KEY (cell_id, epoch)
    ) WITHOUT ROWID;
    CREATE TABLE gradients (
      cell_id INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      mean_norm REAL NOT NULL,
      norm_deviation REAL NOT NULL,
      unsteadiness REAL NOT NULL,
      PRIMARY KEY (cell_id, epoch)
    ) WITHOUT ROWID;
    CREATE TABLE activations (
      cell_id INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      layer TEXT NOT NULL,
      position INTEGER NOT NULL,
      dead REAL NOT NULL,
      saturated REAL NOT NULL,
      mean REAL NOT NULL,
      variance REAL NOT NULL,
      PRIMARY KEY (cell_id, epoch, layer)
    ) WITHOUT ROWID;
    CREATE TABLE item_sets (
      id INTEGER PRIMARY KEY,
      experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
      part TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      labels TEXT NOT NULL,
      UNIQUE (experiment_id, part, fingerprint)
    );
    CREATE TABLE items (
      item_set_id INTEGER NOT NULL REFERENCES item_sets (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      gold INTEGER NOT NULL,
      text TEXT,
      PRIMARY KEY (item_set_id, number)
    ) WITHOUT ROWID;
    CREATE TABLE predictions (
      cell_id INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE,
      item_set_id INTEGER NOT NULL REFERENCES item_sets (id),
      answers TEXT NOT NULL,
      PRIMARY KEY (cell_id, item_set_id)
    ) WITHOUT ROWID;
    """

  private static let layers = """
    ALTER TABLE activations ADD COLUMN units INTEGER;
    ALTER TABLE activations ADD COLUMN activation TEXT;
    """

  private static let translations = """
    ALTER TABLE items ADD COLUMN reference TEXT;
    CREATE TABLE translations (
      cell_id INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE,
      item_set_id INTEGER NOT NULL REFERENCES item_sets (id),
      texts TEXT NOT NULL,
      bleu TEXT NOT NULL,
      chrf TEXT NOT NULL,
      PRIMARY KEY (cell_id, item_set_id)
    ) WITHOUT ROWID;
    """
}
