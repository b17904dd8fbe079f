/** Owns every table; nobody serves requests as it. */
export const OWNER = 'trustward_owner';
/** The API's login: owns nothing, acts for a person. */
export const API = 'trustward_api';
/** The worker's login: owns nothing, acts as a named actor. */
export const WORKER = 'trustward_worker';
/** Owns the few functions that must look over a fence, and logs in nowhere. */
export const GUARD = 'trustward_guard';
