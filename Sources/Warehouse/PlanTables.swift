/// The tables that the plan step fills: what the optimiser found, for the report to show.
public enum PlanTables {
    public static let all: [EngineTables.Table] = []
}
