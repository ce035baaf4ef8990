/** The id of the cell under the cursor, which the grid names as its active one. */
export const cellId = (gridId: string, row: number, column: number) => `${gridId}-${row}-${column}`;
