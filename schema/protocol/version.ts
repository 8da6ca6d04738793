/** The wire's version and what each one changed. A test pins the message shapes to it. */

/** 1: the first. */
export const PROTOCOL_VERSION = 1
