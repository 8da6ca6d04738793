/** Why something was not fetched; for the log, never for whoever asked: it would tell of the server's own network. */
export class FetchRefused extends Error {}
