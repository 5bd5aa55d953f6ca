import { createRoot } from 'react-dom/client';

const place = document.getElementById('page');
if (place) createRoot(place).render(<h1>Stockade</h1>);
