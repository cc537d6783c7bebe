/** Microsoft prints seven fractional digits: `2023-09-28T12:14:21.5111156Z`. */
export const timestamp = (milliseconds: number = Date.now()) =>
  new Date(milliseconds).toISOString().replace('Z', '0000Z')
