/** Header of a page of a list that is not the last one; its value, as `?cursor=`, asks for the next page. */
export const NEXT_CURSOR_HEADER = 'x-next-cursor';
