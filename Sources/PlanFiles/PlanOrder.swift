/// Keys in the order of their UTF-8 bytes: the same on every machine and in every locale.
public func keyPrecedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

extension PlanInstance {
    /// The same instance with everything in key order, so that neither file nor plan depends on the order
    /// rows arrived in.
    public func inKeyOrder() -> PlanInstance {
        var i = self
        i.activities.sort { keyPrecedes($0.key, $1.key) }
        i.properties.sort { keyPrecedes($0.key, $1.key) }
        for r in i.rooms.indices { i.rooms[r].activities.sort(by: keyPrecedes) }
        i.rooms.sort { keyPrecedes($0.key, $1.key) }
        i.places.sort {
            $0.room == $1.room ? keyPrecedes($0.activity, $1.activity) : keyPrecedes($0.room, $1.room)
        }
        i.groups.sort { keyPrecedes($0.key, $1.key) }
        i.moves.sort {
            $0.group == $1.group ? keyPrecedes($0.room, $1.room) : keyPrecedes($0.group, $1.group)
        }
        for e in i.exclusives.indices { i.exclusives[e].properties.sort(by: keyPrecedes) }
        i.exclusives.sort { keyPrecedes($0.key, $1.key) }
        return i
    }
}
