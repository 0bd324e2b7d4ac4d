import Testing

@testable import Sample

struct PortfolioTests {
    let portfolio = Portfolio(seed: 4, listed: 60, asOf: Day(2026, 2, 28))

    @Test func sixtyPropertiesHoldEveryTruth() {
        #expect(Set((0..<60).map { portfolio.role($0).truth }) == Set(Truth.allCases))
    }

    @Test func aPropertyIsTheSameWheneverItIsMade() {
        for index in [0, 17, 59, 70] {
            let one = Estate(index, in: portfolio)
            let two = Estate(index, in: portfolio)
            #expect(one.operatingArea == two.operatingArea)
            #expect(one.buildings.map(\.place) == two.buildings.map(\.place))
        }
    }

    @Test func theLastOfItsKindIsTheLastOfItsKind() {
        for size in [60, 900, 3000] {
            let portfolio = Portfolio(seed: 4, listed: size, asOf: Day(2026, 2, 28))
            for index in 0..<size where portfolio.role(index).truth == .lastOfKind {
                let same = (0..<size).filter {
                    portfolio.town(of: $0) == portfolio.town(of: index)
                        && portfolio.role($0).sector == portfolio.role(index).sector
                }
                #expect(same == [index])
            }
        }
    }

    @Test func candidatesInGuardedSectorsHaveANeighbourOfTheirKind() {
        for index in 0..<60 where portfolio.role(index).truth.isCandidate {
            let same = (0..<60).filter {
                portfolio.town(of: $0) == portfolio.town(of: index)
                    && portfolio.role($0).sector == portfolio.role(index).sector
            }
            #expect(same.count > 1, "\(index)")
        }
    }

    /// Users and places of everything that has places, by sector and town: what a forecast is held against.
    private func groups(_ size: Int) -> [[Figures]] {
        let portfolio = Portfolio(seed: 3, listed: size, asOf: Day(2026, 2, 28))
        let all = (0..<size).map { Figures($0, in: portfolio) }
            .filter { $0.delivers(23) && $0.capacity > 0 && $0.property.sector.hasPlaces }
        return Dictionary(grouping: all) { "\($0.property.town) \($0.property.sector)" }
            .sorted { $0.key < $1.key }.map(\.value)
    }

    @Test(arguments: [60, 300, 1500]) func placesAreTooManyWhereTheTruthSaysSoAndNowhereElse(size: Int) {
        for group in groups(size) {
            let users = group.reduce(0) { $0 + $1.users }
            let places = group.reduce(0) { $0 + $1.capacity }
            if group[0].property.isRoomy {
                #expect(users * 100 < places * 75, "\(group[0].property.id)")
            } else {
                #expect(users * 100 >= places * 90, "\(group[0].property.id)")
            }
        }
    }

    @Test func someAreMoreThanFullAndSomeLessThanHalfFull() {
        let percents = groups(300).joined().map { $0.users * 100 / $0.capacity }
        #expect(percents.min()! >= 38 && percents.max()! <= 115)
        #expect(percents.count(where: { $0 < 50 }) > 5)
        #expect(percents.count(where: { (50..<80).contains($0) }) > 40)
        #expect(percents.count(where: { $0 > 100 }) > 20)
    }

    /// Else no plan within the places there are could leave anything.
    @Test func whereThereAreTooManyPlacesOneCanBeLeft() {
        let roomy = groups(300).filter { $0.count > 1 && $0[0].property.isRoomy }
        let leavable = roomy.filter { group in
            let free = group.reduce(0) { $0 + max($1.capacity - $1.users, 0) }
            return group.contains { free - max($0.capacity - $0.users, 0) >= $0.users }
        }
        #expect(roomy.count > 10 && leavable.count * 2 >= roomy.count, "\(leavable.count) of \(roomy.count)")
    }

    @Test func placesLieOnTheMadeUpExtent() {
        for index in 0..<portfolio.count {
            for building in Estate(index, in: portfolio).buildings {
                #expect((48_000_000...52_000_000).contains(building.place.easting))
                #expect((620_000_000...624_000_000).contains(building.place.northing))
            }
        }
    }
}
