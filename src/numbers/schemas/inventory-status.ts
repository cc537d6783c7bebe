/** The states of the number inventory, as VOSS has them. */
export const inventoryStatuses = ['Available', 'Used', 'Used-Utility', 'Reserved', 'Cooling'] as const
