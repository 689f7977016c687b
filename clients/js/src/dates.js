export { dateForms } from './lens/dates.js';
