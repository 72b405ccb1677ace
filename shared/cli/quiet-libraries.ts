// Imported first by programs: `debug` and `pg` read these variables when they are loaded.
delete process.env.DEBUG;
delete process.env.NODE_PG_FORCE_NATIVE;
