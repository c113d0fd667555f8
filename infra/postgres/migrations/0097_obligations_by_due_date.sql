-- What is open is explained by the obligations of the days of which anything is: those that were paid in full lie on other days, and are not come across.
CREATE INDEX obligations_due ON reporting.obligations (generation, due_on, creditor_bank, currency);
