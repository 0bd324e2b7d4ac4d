import Foundation
import Records

/// Puts a whole folder under its name, in one step where the system can exchange two names.
enum FolderSwap {
    /// - Parameter temporary: the new folder, synced; it is gone afterwards.
    static func put(_ temporary: String, at folder: String) throws {
        // An empty folder gives way to a rename.
        if Foundation.rename(temporary, folder) == 0 { return try Durable.syncFolder(of: folder) }
        guard errno == ENOTEMPTY || errno == EEXIST else { throw SystemFailure("rename", temporary, errno) }
        if exchange(temporary, folder) == 0 {
            try Durable.syncFolder(of: folder)
            return try Durable.removeTree(temporary)
        }
        let before = folder + ".before"
        if FileState.exists(before) { try Durable.removeTree(before) }
        try Durable.rename(folder, to: before)
        try Durable.rename(temporary, to: folder)
        try Durable.removeTree(before)
    }

    /// `renameat2` with `RENAME_EXCHANGE`, which Swift does not see and some file systems do not know.
    private static func exchange(_ one: String, _ other: String) -> Int32 {
        typealias Rename =
            @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
        guard let function = dlsym(nil, "renameat2") else { return -1 }
        return unsafeBitCast(function, to: Rename.self)(AT_FDCWD, one, AT_FDCWD, other, 2)
    }
}
