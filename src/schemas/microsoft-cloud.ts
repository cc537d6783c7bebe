/** The clouds of Microsoft; a token of one is worth nothing in another (docs/wire/microsoft.md#clouds). */
export type MicrosoftCloud = 'global' | 'us-government' | 'us-government-dod' | 'china'
