/** The lines of --help that tell what the environment decides. */
export const ENVIRONMENT_HELP = `
Environment:
  DATABASE_URL       a PostgreSQL 15 to 18 to use, e.g. postgres://user@host/throughline;
                     without it an embedded PostgreSQL runs below THROUGHLINE_HOME
  THROUGHLINE_HOME   where the embedded data and the first token lie (.throughline)
  THROUGHLINE_CONFIG which plugins and sources there are (throughline.config.ts, if there is one)
  LOG_LEVEL          trace, debug, info, warn, error or silent; info for a server whose log goes
                     to a file or a collector, else warn
`
