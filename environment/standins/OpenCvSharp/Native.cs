using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>The C interface of libcfnsr_opencv (environment/native/opencv). Calls that may fail return an error code for <see cref="Check"/>.</summary>
internal static unsafe partial class Native
{
    private const string Library = "cfnsr_opencv";

    internal static void Check(int status)
    {
        if (status == 0) return;
        cv_error(out var function, out var message, out var file, out var line);
        throw new OpenCVException((ErrorCode)status, Text(function), Text(message), Text(file), line);
    }

    internal static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";

    [LibraryImport(Library)] private static partial void cv_error(out byte* function, out byte* message, out byte* file, out int line);
    [LibraryImport(Library)] internal static partial byte* cv_version();
    [LibraryImport(Library)] internal static partial byte* cv_build_information();
    [LibraryImport(Library)] internal static partial int cv_set_threads(int n);
    [LibraryImport(Library)] internal static partial int cv_threads();

    [LibraryImport(Library)] internal static partial int mat_new(out nint mat);
    [LibraryImport(Library)] internal static partial int mat_new_size(int rows, int cols, int type, double* fill, out nint mat);
    [LibraryImport(Library)] internal static partial int mat_new_data(int rows, int cols, int type, nint data, long step, out nint mat);
    [LibraryImport(Library)] internal static partial int mat_new_rect(NativeHandle m, int x, int y, int w, int h, out nint mat);
    [LibraryImport(Library)] internal static partial int mat_new_ranges(NativeHandle m, int r0, int r1, int c0, int c1, out nint mat);
    [LibraryImport(Library)] internal static partial int mat_clone(NativeHandle m, out nint mat);
    [LibraryImport(Library)] internal static partial int mat_reshape(NativeHandle m, int channels, int rows, out nint mat);
    [LibraryImport(Library)] internal static partial void mat_delete(nint m);
    [LibraryImport(Library)] internal static partial int mat_release(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_create(NativeHandle m, int rows, int cols, int type);
    [LibraryImport(Library)] internal static partial int mat_rows(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_cols(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_dims(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_type(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_elem_size(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_empty(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_continuous(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_submatrix(NativeHandle m);
    [LibraryImport(Library)] internal static partial long mat_total(NativeHandle m);
    [LibraryImport(Library)] internal static partial long mat_step(NativeHandle m, int i);
    [LibraryImport(Library)] internal static partial nint mat_data(NativeHandle m);
    [LibraryImport(Library)] internal static partial int mat_copy_to(NativeHandle m, NativeHandle to, NativeHandle mask);
    [LibraryImport(Library)] internal static partial int mat_convert_to(NativeHandle m, NativeHandle to, int type, double alpha, double beta);
    [LibraryImport(Library)] internal static partial int mat_set_to(NativeHandle m, NativeHandle value, NativeHandle mask);

    [LibraryImport(Library)] internal static partial int cv_add(NativeHandle a, NativeHandle b, NativeHandle to, NativeHandle mask, int dtype);
    [LibraryImport(Library)] internal static partial int cv_subtract(NativeHandle a, NativeHandle b, NativeHandle to, NativeHandle mask, int dtype);
    [LibraryImport(Library)] internal static partial int cv_multiply(NativeHandle a, NativeHandle b, NativeHandle to, double scale, int dtype);
    [LibraryImport(Library)] internal static partial int cv_add_weighted(NativeHandle a, double alpha, NativeHandle b, double beta, double gamma, NativeHandle to, int dtype);
    [LibraryImport(Library)] internal static partial int cv_absdiff(NativeHandle a, NativeHandle b, NativeHandle to);
    [LibraryImport(Library)] internal static partial int cv_min(NativeHandle a, NativeHandle b, NativeHandle to);
    [LibraryImport(Library)] internal static partial int cv_max(NativeHandle a, NativeHandle b, NativeHandle to);
    [LibraryImport(Library)] internal static partial int cv_convert_scale_abs(NativeHandle a, NativeHandle to, double alpha, double beta);
    [LibraryImport(Library)] internal static partial int cv_normalize(NativeHandle a, NativeHandle to, double alpha, double beta, int norm, int dtype, NativeHandle mask);
    [LibraryImport(Library)] internal static partial int cv_mean(NativeHandle a, NativeHandle mask, double* value);
    [LibraryImport(Library)] internal static partial int cv_mean_std(NativeHandle a, NativeHandle mask, double* mean, double* deviation);
    [LibraryImport(Library)] internal static partial int cv_norm(NativeHandle a, NativeHandle b, int norm, NativeHandle mask, out double value);
    [LibraryImport(Library)] internal static partial int cv_min_max(NativeHandle a, out double low, out double high);
    [LibraryImport(Library)] internal static partial int cv_count_non_zero(NativeHandle a, out int value);
    [LibraryImport(Library)] internal static partial int cv_lut(NativeHandle a, NativeHandle table, NativeHandle to);
    [LibraryImport(Library)] internal static partial int cv_flip(NativeHandle a, NativeHandle to, int code);
    [LibraryImport(Library)] internal static partial int cv_extract_channel(NativeHandle a, NativeHandle to, int channel);
    [LibraryImport(Library)] internal static partial int cv_merge(nint* parts, int n, NativeHandle to);

    [LibraryImport(Library)] internal static partial int cv_resize(NativeHandle a, NativeHandle to, int w, int h, double fx, double fy, int mode);
    [LibraryImport(Library)] internal static partial int cv_cvt_color(NativeHandle a, NativeHandle to, int code, int channels);
    [LibraryImport(Library)] internal static partial int cv_gaussian_blur(NativeHandle a, NativeHandle to, int w, int h, double sx, double sy, int border);
    [LibraryImport(Library)] internal static partial int cv_blur(NativeHandle a, NativeHandle to, int w, int h, int ax, int ay, int border);
    [LibraryImport(Library)] internal static partial int cv_median_blur(NativeHandle a, NativeHandle to, int size);
    [LibraryImport(Library)] internal static partial int cv_warp_affine(NativeHandle a, NativeHandle to, NativeHandle m, int w, int h, int mode, int border, double* value);
    [LibraryImport(Library)] internal static partial int cv_rotation_matrix(float x, float y, double angle, double scale, out nint mat);
    [LibraryImport(Library)] internal static partial int cv_copy_make_border(NativeHandle a, NativeHandle to, int top, int bottom, int left, int right, int border, double* value);
    [LibraryImport(Library)] internal static partial int cv_equalize_hist(NativeHandle a, NativeHandle to);

    [LibraryImport(Library)] internal static partial int cv_line(NativeHandle m, int x1, int y1, int x2, int y2, double* color, int thickness, int type, int shift);
    [LibraryImport(Library)] internal static partial int cv_circle(NativeHandle m, int x, int y, int radius, double* color, int thickness, int type, int shift);
    [LibraryImport(Library)] internal static partial int cv_ellipse(NativeHandle m, int x, int y, int a, int b, double angle, double start, double end, double* color, int thickness, int type, int shift);
    [LibraryImport(Library)] internal static partial int cv_rectangle(NativeHandle m, int x1, int y1, int x2, int y2, double* color, int thickness, int type, int shift);
    [LibraryImport(Library)] internal static partial int cv_rectangle_rect(NativeHandle m, int x, int y, int w, int h, double* color, int thickness, int type, int shift);
    [LibraryImport(Library)] internal static partial int cv_polylines(NativeHandle m, int* xy, int* counts, int n, int closed, double* color, int thickness, int type, int shift);
    [LibraryImport(Library)] internal static partial int cv_fill_poly(NativeHandle m, int* xy, int* counts, int n, double* color, int type, int shift, int dx, int dy);
    [LibraryImport(Library)] internal static partial int cv_fill_convex_poly(NativeHandle m, int* xy, int n, double* color, int type, int shift);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int cv_put_text(NativeHandle m, string s, int x, int y, int font, double scale, double* color, int thickness, int type, int bottomLeft);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int cv_text_size(string s, int font, double scale, int thickness, out int baseline, out int w, out int h);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int cv_imread(string file, int flags, out nint mat);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int cv_imwrite(string file, NativeHandle m, int* parameters, int n, out int done);
    [LibraryImport(Library)] internal static partial int cv_imdecode(byte* bytes, int n, int flags, out nint mat);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int cv_imencode(string extension, NativeHandle m, int* parameters, int n, out nint bytes, out int done);
    [LibraryImport(Library)] internal static partial long bytes_size(nint v);
    [LibraryImport(Library)] internal static partial byte* bytes_data(nint v);
    [LibraryImport(Library)] internal static partial void bytes_delete(nint v);

    [LibraryImport(Library)] internal static partial int capture_new(out nint capture);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int capture_open(NativeHandle c, string file, int api, out int done);
    [LibraryImport(Library)] internal static partial int capture_is_opened(NativeHandle c);
    [LibraryImport(Library)] internal static partial int capture_read(NativeHandle c, NativeHandle m, out int done);
    [LibraryImport(Library)] internal static partial int capture_grab(NativeHandle c, out int done);
    [LibraryImport(Library)] internal static partial int capture_retrieve(NativeHandle c, NativeHandle m, int flag, out int done);
    [LibraryImport(Library)] internal static partial int capture_get(NativeHandle c, int property, out double value);
    [LibraryImport(Library)] internal static partial int capture_set(NativeHandle c, int property, double value, out int done);
    [LibraryImport(Library)] internal static partial int capture_backend(NativeHandle c, out byte* name);
    [LibraryImport(Library)] internal static partial int capture_release(NativeHandle c);
    [LibraryImport(Library)] internal static partial void capture_delete(nint c);

    [LibraryImport(Library)] internal static partial int writer_new(out nint writer);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int writer_open(NativeHandle w, string file, int api, int fourcc, double fps, int width, int height, int color, out int done);
    [LibraryImport(Library)] internal static partial int writer_is_opened(NativeHandle w);
    [LibraryImport(Library)] internal static partial int writer_write(NativeHandle w, NativeHandle m);
    [LibraryImport(Library)] internal static partial int writer_release(NativeHandle w);
    [LibraryImport(Library)] internal static partial void writer_delete(nint w);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int cascade_new(string? file, out nint cascade);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int cascade_load(NativeHandle c, string file, out int done);
    [LibraryImport(Library)] internal static partial int cascade_empty(NativeHandle c);
    [LibraryImport(Library)] internal static partial int cascade_detect(NativeHandle c, NativeHandle m, double factor, int neighbours, int flags, int minW, int minH, int maxW, int maxH, out nint rects);
    [LibraryImport(Library)] internal static partial long rects_size(nint v);
    [LibraryImport(Library)] internal static partial Rect* rects_data(nint v);
    [LibraryImport(Library)] internal static partial void rects_delete(nint v);
    [LibraryImport(Library)] internal static partial void cascade_delete(nint c);
}
