import Calls
import Design
import Foundation
import Setup
import Testing
import Wire
import Wizard

@testable import sesame

/// What is kept of a run, in the form of today and in that of the first versions.
@Suite struct PositionFileTests {
    private static let position: SavedPosition = {
        var answers = Answers()
        for (field, text) in [
            (FieldID.eksAccount, "111122223333"), (.eksRegion, "eu-west-1"), (.eksCluster, "mail-prod"),
            (.namespace, "default"), (.sesSender, "no-reply@example.com"),
        ] {
            try? answers.set(text, for: field, from: .typed)
        }
        return SavedPosition(
            answers: answers, drafts: [.sesAccount: "4444", .serviceAccount: "SES-sender"], screen: .apply,
            seen: Set(ScreenID.steps.filter { $0 <= .apply }),
            callers: [.eks: .profile("eks-admin"), .ses: .handOver],
            asked: [.eks: Moment(milliseconds: 1_800_000_000_000)], summary: "7 of 9 things made")
    }()

    private static let time = Timestamp(secondsSinceEpoch: 1_800_000_000, nanoseconds: 0)

    private func golden(_ name: String) throws -> [UInt8] {
        let root = ProcessInfo.processInfo.environment["SESAME_ROOT"].map { $0 + "/Tests/RunnerTests" }
        let folder = root ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        return Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/Goldens/\(name).json")))
    }

    @Test func `a position is written with the names of its screens`() async throws {
        try await withScratch { state in
            try SetupStore(state).save(PositionFile.saved(Self.position, key: "one", at: Self.time))
            #expect(try state.read("setups/one.json") == golden("setup-names"))
        }
    }

    @Test(arguments: ["setup-names", "setup-numbers"])
    func `a file of today and one of the first versions are read alike`(name: String) async throws {
        try await withScratch { state in
            try state.write(golden(name), to: "setups/one.json")
            let setup = try #require(try SetupStore(state).load("one"))
            #expect(PositionFile.position(setup) == Self.position)
            let row = try #require(SetupList.rows(state, now: Moment(milliseconds: 1_800_000_000_000)).first)
            #expect(row.screen == .apply && !row.isFinished)
            #expect(row.when == "today 08:00")
        }
    }

    @Test func `a screen of a later version is the first one, and one is left out of those seen`() {
        var setup = PositionFile.saved(Self.position, key: "one", at: Self.time)
        for unknown in ["doctor", "10", "-1", ""] {
            setup.screen = unknown
            setup.position["seen"] = .array([.string(unknown), .string("irsa")])
            #expect(PositionFile.position(setup).screen == .introduction)
            #expect(PositionFile.position(setup).seen == [.irsa])
        }
    }

    @Test func `names and old numbers of screens never change`() {
        let names = [
            "home", "introduction", "irsa", "configuration", "cross-account", "ses", "apply", "test", "practices",
            "done",
        ]
        for (number, name) in names.enumerated() {
            #expect(ScreenID(saved: name)?.name == name)
            #expect(ScreenID(saved: String(number))?.name == name)
        }
        for screen in ScreenID.allCases { #expect(ScreenID(saved: screen.name) == screen) }
    }
}
