/** The query with which this page was opened, letter for letter: the router writes numbers and the like anew. */
export const arrivedQuery = location.search;
