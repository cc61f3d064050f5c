/**
 * How long what is under way may take once the process is about to end; many are killed thirty seconds after they were
 * told to. Milliseconds.
 */
export const ENDS_WITHIN = 10_000;
