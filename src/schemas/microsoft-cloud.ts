/** The clouds of Microsoft; a token of one is worth nothing in another (docs/wire/microsoft.md#clouds). */
export const microsoftClouds = ['global', 'us-government', 'us-government-dod', 'china'] as const
export type MicrosoftCloud = typeof microsoftClouds[number]
