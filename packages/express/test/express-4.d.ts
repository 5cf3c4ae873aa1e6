/** Tests run the same code on both majors, so both have to be of one type here. */
declare module 'express-4' {
  export { default } from 'express';
}
