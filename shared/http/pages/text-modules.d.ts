/** Files that the build puts into a bundle as text. */
declare module 'swagger-ui-dist/swagger-ui.css' {
  const text: string;
  export = text;
}
declare module 'swagger-ui-dist/swagger-ui-bundle.js' {
  const text: string;
  export = text;
}
declare module 'redoc/bundles/redoc.standalone.js' {
  const text: string;
  export = text;
}
