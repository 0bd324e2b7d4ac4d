import CCbc

/// Gives the memory that nobody holds any more back to the system. What a search of CBC takes lies in
/// thousands of small pieces, which the C library keeps for the next one; the night has other stages after
/// the plan.
func returnMemory() { malloc_trim(0) }
