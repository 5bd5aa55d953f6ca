// @ts-check
// The yardstick: an express app that parses a JSON body and echoes it, and nothing else.
import express from 'express';

const app = express();
app.use(express.json());
app.post('/orders', (req, res) => {
  res.status(201).json(req.body);
});
app.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('bare express listens'));
