import Design
import Diagnosis
import Files
import Wizard

/// Bundles in the current folder, and opening one.
enum BundleDesk {
    /// The most that are listed.
    private static let limit = 200

    /// The names of the bundles in the current folder; none of them is opened.
    static func names() -> [String] { FolderNames.files(in: ".", endingWith: ".bundle.json", limit: limit) }

    /// Reads a bundle that may come from anywhere, and judges it.
    ///
    /// - Parameters:
    ///   - source: The file, or the text itself.
    ///   - home: The home folder; nil when nobody knows it.
    /// - Returns: The bundle, or why it is none.
    static func open(_ source: BundleSource, home: String?) -> Result<RecordedBundle, Problem> {
        let name: String
        let bytes: [UInt8]
        switch source {
        case .text(let text): (name, bytes) = ("a pasted bundle", Array(text.utf8))
        case .file(let path):
            name = path.split(separator: "/").last.map(String.init) ?? path
            var place = path
            if path.hasPrefix("~/"), let home { place = home + path.dropFirst(1) }
            do throws(FileProblem) {
                guard let read = try InputFile.read(place, limit: InputFile.bundleLimit, pipes: .refused) else {
                    return .failure(Problem("\(path) does not exist.", code: "BadBundle", short: "no bundle"))
                }
                bytes = read
            } catch {
                return .failure(Problem(error.sentence, code: "BadBundle", short: "no bundle"))
            }
        }
        do throws(BundleProblem) {
            return .success(RecordedBundle(name: name, bundle: try Bundle.read(bytes)))
        } catch {
            return .failure(Problem("\(name): \(error.words)", code: "BadBundle", short: "no bundle"))
        }
    }
}
