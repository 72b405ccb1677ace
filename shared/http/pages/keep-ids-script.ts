/** Ids of users and orders differ between systems, so forms are filled with the one that the page created last. */
export const KEEP_IDS = `
const LAST_ID = 'last id of ' + document.title;
function keepId(answer) {
  const { id } = answer.body ?? {};
  if (answer.status === 201 && id !== undefined) {
    sessionStorage.setItem(LAST_ID, id);
    fillIds();
  }
  return answer;
}
function fillIds() {
  const id = sessionStorage.getItem(LAST_ID);
  if (id === null) return;
  for (const [path, methods] of Object.entries(ui.specSelectors.specJson().toJS().paths)) {
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      for (const { name, in: place, example } of parameters) {
        if (place === 'path' && example === undefined) ui.specActions.changeParam([path, method], name, place, id, false);
      }
    }
  }
}
`;
