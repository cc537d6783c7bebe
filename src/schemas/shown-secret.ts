/** What is shown of a secret: that there is one. Sent back, it changes nothing. */
export const shownSecret = '***'
