/** Where a calendar file lies; the address may be a secret. */
export interface IcsAccess {
  address: string;
}

/** A CalDAV account. */
export interface CalDavAccess {
  /** The server at first; the address of the calendar home once it was discovered. */
  address: string;
  username: string;
  password: string;
}
