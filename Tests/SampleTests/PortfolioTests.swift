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
                    portfolio.town(of: $0) == portfolio.town(of: index) && portfolio.role($0).sector == portfolio.role(index).sector
                }
                #expect(same == [index])
            }
        }
    }

    @Test func candidatesInGuardedSectorsHaveANeighbourOfTheirKind() {
        for index in 0..<60 where portfolio.role(index).truth.isCandidate {
            let same = (0..<60).filter {
                portfolio.town(of: $0) == portfolio.town(of: index) && portfolio.role($0).sector == portfolio.role(index).sector
            }
            #expect(same.count > 1, "\(index)")
        }
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
