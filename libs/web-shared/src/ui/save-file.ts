/** Hands a file to the browser's downloads under `name`. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has its own reference to the data after the task of the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
