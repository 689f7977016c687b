export function dateForms() { throw new Error('stub'); }
