-- Does nothing: whether it runs says whether scripts do.
--
-- KEYS  none
-- ARGV  none
-- Returns  1
-- Emits  nothing
return 1
