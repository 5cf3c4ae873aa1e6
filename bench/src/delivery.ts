/** What is configured in the PBX. */
export const CREDENTIALS = { username: 'simotel', password: 'a password of usual length' };

/** The headers that matter of a delivery. */
export const HEADERS = {
  'content-type': 'application/json',
  authorization: `Basic ${btoa(`${CREDENTIALS.username}:${CREDENTIALS.password}`)}`,
};
