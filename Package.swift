// swift-tools-version: 6.2
import PackageDescription

/// The language rules every target follows; warnings fail the build.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// Makes a target's code small instead of fast: for rooms whose work is words, screens and few requests.
let small: [SwiftSetting] = strict + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// A Swift target in `Sources/<name>` that follows the house's rules.
func room(_ name: String, imports: [Target.Dependency] = [], _ settings: [SwiftSetting] = strict) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// The test target of a room, in `Tests/<name>Tests`.
func tests(of name: String, imports: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + imports, exclude: exclude, swiftSettings: strict)
}

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOWebSocket", package: "swift-nio"),
]

/// Leaves Foundation out of the installed program, five megabytes of 28.
///
/// The argument parser takes these names from it: one to look for a protocol that nothing here has, the others for an
/// option that the program refuses (see `WithoutFoundation.swift`). Where a toolchain or parser comes with other names
/// the link of `make release`, which takes the library away, says which are missing here.
let withoutFoundation: [LinkerSetting] = {
    let nowhere = "$s6sesame17withoutFoundations5NeverOyF"
    let names = [
        ("$s20FoundationEssentials14LocalizedErrorMp", "$s6sesame19NeverLocalizedErrorMp"),
        ("$s20FoundationEssentials11JSONEncoderCACycfc", nowhere),
        ("$s20FoundationEssentials11JSONEncoderCMa", nowhere),
        ("$s20FoundationEssentials11JSONEncoderC16OutputFormattingV10sortedKeysAEvau", nowhere),
        ("$s20FoundationEssentials11JSONEncoderC16OutputFormattingV13prettyPrintedAEvau", nowhere),
        ("$sSS20FoundationEssentialsE4data8encodingSSSgAA4DataVh_SSAAE8EncodingVtcfC", nowhere),
        ("$sSS20FoundationEssentialsE8EncodingV4utf8ACvau", nowhere),
    ]
    let flags = names.flatMap { ["-Xlinker", "--defsym", "-Xlinker", "\($0)=\($1)"] }
    return [.unsafeFlags(flags, .when(platforms: [.linux], configuration: .release))]
}()

let package = Package(
    name: "sesame",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "sesame", targets: ["sesame"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    ],
    targets: [
        // Leaves.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(
            name: "CResources", path: "Resources", exclude: ["data"], sources: ["resources.c"],
            publicHeadersPath: "include"),
        .target(
            name: "CTerminal",
            cSettings: [.define("_XOPEN_SOURCE_EXTENDED"), .define("NCURSES_WIDECHAR"), .define("_GNU_SOURCE")],
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("tinfo", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]),
        room("Files"),
        room("Identifiers"),
        room("Wire", imports: ["CYAML"]),
        room("Digest", imports: ["COpenSSL"]),
        room("Resources", imports: ["CResources", "Wire"]),
        room("Calls", imports: ["Identifiers", "Wire"], small),

        // Policies, clients, screen cells.
        room("IAMPolicy", imports: ["Wire"]),
        room("HTTPClient", imports: ["Files", "Wire", "Digest", "CCurl"], small),
        room("AWSClient", imports: ["Files", "Identifiers", "Wire", "Calls", "Digest", "HTTPClient"], small),
        room("KubernetesClient", imports: ["Wire", "Calls", "Digest", "HTTPClient"], small),
        room("Canvas"),
        room("Stage", imports: ["Canvas", "Wire", "Resources"], small),

        // What is wanted, what is seen, what it means.
        room("Design", imports: ["Identifiers", "IAMPolicy", "Wire", "Calls", "Digest", "Resources"], small),
        room("Diagnosis", imports: ["Identifiers", "Design", "IAMPolicy", "Wire", "Calls", "Resources"], small),
        room("Observation", imports: ["Design", "Wire", "Calls", "AWSClient", "KubernetesClient"], small),
        room(
            "Setup",
            imports: [
                "Files", "Identifiers", "Design", "Diagnosis", "Observation", "Wire", "Calls", "Digest", "AWSClient",
                "KubernetesClient",
            ], small),
        room(
            "Work",
            imports: [
                "Identifiers", "Design", "Diagnosis", "Observation", "Setup", "Wire", "Calls", "Digest", "HTTPClient",
                "AWSClient",
                "KubernetesClient",
            ], small),
        room("Simulator", imports: ["Files", "IAMPolicy", "Digest", "Wire", "Resources"], small),
        room("SimulatorServer", imports: ["Simulator", "Digest", "Wire", "COpenSSL"] + nio, small),

        // The screen.
        room("Wizard", imports: ["Identifiers", "Canvas", "Design", "Diagnosis", "Stage", "Wire", "Calls"], small),
        room("Terminal", imports: ["Canvas", "CTerminal"]),
        .executableTarget(
            name: "sesame",
            dependencies: [
                "Files", "Identifiers", "Wire", "Calls", "IAMPolicy", "AWSClient", "Design", "Diagnosis", "Setup",
                "Work", "Simulator", "SimulatorServer", "Canvas", "Stage", "Wizard", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: small, linkerSettings: withoutFoundation),

        .executableTarget(
            name: "sesame-bench",
            dependencies: [
                "AWSClient", "Calls", "HTTPClient", "IAMPolicy", "Identifiers", "KubernetesClient", "Terminal", "Wire",
                "RawSockets",
            ],
            path: "Benchmarks", swiftSettings: strict),

        // Tests. Those of the clients, of Setup and of the simulator meet over real HTTP on loopback.
        .target(
            name: "CPseudoTerminal", path: "Tests/Support/CPseudoTerminal",
            cSettings: [.define("_GNU_SOURCE")], linkerSettings: [.linkedLibrary("vterm")]),
        .target(
            name: "TestAnswers", dependencies: ["Calls", "Design", "Identifiers", "Wire"],
            path: "Tests/Support/TestAnswers", swiftSettings: strict),
        .target(name: "TestFiles", path: "Tests/Support/TestFiles", swiftSettings: strict),
        .target(name: "RawSockets", path: "Tests/Support/RawSockets", swiftSettings: strict),
        .target(name: "Programs", path: "Tests/Support/Programs", swiftSettings: strict),
        .target(
            name: "LiveSimulator", dependencies: ["Simulator", "SimulatorServer"], path: "Tests/Support/LiveSimulator",
            swiftSettings: strict),
        .target(name: "TestDisk", dependencies: ["Files"], path: "Tests/Support/TestDisk", swiftSettings: strict),
        .target(
            name: "FaultServer", dependencies: ["COpenSSL", "RawSockets"], path: "Tests/FaultServer",
            swiftSettings: strict),
        tests(of: "Files", imports: ["TestDisk"]),
        tests(of: "Identifiers"),
        tests(of: "Wire", imports: ["TestFiles"]),
        tests(of: "Digest"),
        tests(of: "Resources", imports: ["Wire"]),
        tests(of: "IAMPolicy", imports: ["Wire", "TestFiles"]),
        tests(of: "HTTPClient", imports: ["Digest", "FaultServer"]),
        tests(of: "AWSClient", imports: ["Identifiers", "Wire", "Calls", "Digest", "HTTPClient", "TestFiles"]),
        tests(
            of: "KubernetesClient",
            imports: [
                "Wire", "Calls", "Digest", "HTTPClient", "FaultServer", "Simulator", "SimulatorServer", "LiveSimulator",
                "TestFiles", "Programs",
            ]),
        tests(of: "Canvas"),
        tests(of: "Stage", imports: ["Canvas", "CPseudoTerminal", "Wire", "Resources", "Programs"]),
        tests(of: "Calls", imports: ["Identifiers", "Wire"]),
        tests(
            of: "Design",
            imports: ["Identifiers", "IAMPolicy", "Wire", "Calls", "Resources", "TestAnswers", "TestFiles"]),
        tests(
            of: "Diagnosis",
            imports: [
                "Identifiers", "Wire", "Calls", "Design", "Resources", "IAMPolicy", "TestAnswers", "TestFiles",
                "Programs",
            ]),
        tests(
            of: "Simulator",
            imports: [
                "SimulatorServer", "IAMPolicy", "Digest", "Wire", "TestFiles", "RawSockets", "Programs",
                "LiveSimulator",
            ]),
        tests(
            of: "SimulatorServer",
            imports: ["Simulator", "Digest", "COpenSSL", .product(name: "NIOEmbedded", package: "swift-nio")] + nio),
        tests(
            of: "Setup",
            imports: [
                "Files", "Identifiers", "Design", "IAMPolicy", "Observation", "Wire", "Calls", "HTTPClient",
                "AWSClient", "KubernetesClient", "Simulator", "SimulatorServer", "FaultServer", "TestAnswers",
                "TestDisk", "TestFiles", "LiveSimulator", "Programs",
            ]),
        tests(
            of: "Work",
            imports: [
                "Identifiers", "Design", "Diagnosis", "IAMPolicy", "Wire", "Calls", "HTTPClient", "AWSClient", "Setup",
                "Simulator", "SimulatorServer", "LiveSimulator", "TestFiles", "Programs",
            ]),
        tests(
            of: "Wizard",
            imports: [
                "Identifiers", "Canvas", "Design", "Diagnosis", "Resources", "Stage", "Wire", "Calls", "TestAnswers",
            ],
            exclude: ["Goldens"]),
        tests(of: "Terminal", imports: ["Canvas", "CTerminal", "CPseudoTerminal"]),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Wire", "IAMPolicy", "Calls", "Design", "Diagnosis", "Simulator", "Canvas", "Stage", "Terminal",
                "HTTPClient",
            ],
            path: "Tests/Fuzz/Targets",
            swiftSettings: strict),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzTargets", "TestFiles"], path: "Tests/Fuzz/Replay",
            swiftSettings: strict),
        // The program's own parts, from inside.
        .testTarget(
            name: "RunnerTests",
            dependencies: [
                "sesame", "Identifiers", "Wire", "Calls", "Design", "Setup", "Work", "AWSClient", "Canvas", "Terminal",
                "Wizard", "Diagnosis", "Simulator", "SimulatorServer", "Files", "Stage", "TestDisk", "Programs",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Goldens"], swiftSettings: strict),
        // The real program, from outside: on a pseudo-terminal, as a script would, and beside other people's clients.
        .testTarget(
            name: "ScreenTests", dependencies: ["CPseudoTerminal", "FaultServer", "Programs"], exclude: ["Scripts"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["FaultServer", "Programs"], exclude: ["Goldens"], swiftSettings: strict
        ),
        .testTarget(
            name: "SecondOpinionTests", dependencies: ["Programs", "RawSockets"], exclude: ["Scripts"],
            swiftSettings: strict),
    ]
)
