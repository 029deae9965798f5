import ArgumentParser
import Vocabulary

/// Where the readings of many batteries are: a folder of files, or what a gateway keeps.
struct FleetSource: ParsableArguments {
    @Argument(help: "The folder of the batteries' files.")
    var folder: String?

    @Option(help: ArgumentHelp("The gateway that heard the batteries.", valueName: "name"))
    var gateway: String?

    @OptionGroup var data: DataDirectoryOption

    func validate() throws {
        guard (folder == nil) != (gateway == nil) else {
            throw ValidationError("Give either a folder or '--gateway NAME'.")
        }
        guard gateway.map({ (try? RecordName($0)) != nil }) ?? true else {
            throw ValidationError("'--gateway' must be 1 to 64 of A-Z a-z 0-9 . _ -")
        }
    }
}
