-- The order of a feed's files is read from left to right: a delivery's number stands there with twenty digits now, so that 1000 comes behind 999.
-- What came before is written the same way: day, a blank, the number, a blank, the rest.

update ledger_file set arrival = substr(arrival, 1, 11)
        || substr('00000000000000000000' || substr(arrival, 12, instr(substr(arrival, 12), ' ') - 1), -20)
        || substr(arrival, 11 + instr(substr(arrival, 12), ' '))
 where instr(substr(arrival, 12), ' ') between 2 and 20
   and substr(arrival, 12, instr(substr(arrival, 12), ' ') - 1) not glob '*[^0-9]*';

update ledger_refusal set arrival = substr(arrival, 1, 11)
        || substr('00000000000000000000' || substr(arrival, 12, instr(substr(arrival, 12), ' ') - 1), -20)
        || substr(arrival, 11 + instr(substr(arrival, 12), ' '))
 where instr(substr(arrival, 12), ' ') between 2 and 20
   and substr(arrival, 12, instr(substr(arrival, 12), ' ') - 1) not glob '*[^0-9]*';

update ledger_arrival set arrival = substr(arrival, 1, 11)
        || substr('00000000000000000000' || substr(arrival, 12, instr(substr(arrival, 12), ' ') - 1), -20)
        || substr(arrival, 11 + instr(substr(arrival, 12), ' '))
 where instr(substr(arrival, 12), ' ') between 2 and 20
   and substr(arrival, 12, instr(substr(arrival, 12), ' ') - 1) not glob '*[^0-9]*';
