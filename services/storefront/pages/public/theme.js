// Before anything is drawn, so that no page appears in one theme and changes to the other.
document.documentElement.dataset.theme = localStorage.getItem('stockade-theme') ?? 'system';
